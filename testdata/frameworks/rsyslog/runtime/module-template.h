// Declarations written from the facts, as Debian has no package with rsyslog's headers: names and types as in 8.2302.0.
#ifndef MODULE_TEMPLATE_H
#define MODULE_TEMPLATE_H

enum rsRetVal_ { RS_RET_OK = 0, RS_RET_ERR = -3000 };
typedef enum rsRetVal_ rsRetVal;

#define BEGINdoAction                                                                                                  \
    static rsRetVal doAction(void *pMsgData, wrkrInstanceData_t __attribute__((unused)) * pWrkrData) {                 \
        rsRetVal iRet = RS_RET_OK;
#define ENDdoAction                                                                                                    \
    return iRet;                                                                                                       \
    }

#endif
