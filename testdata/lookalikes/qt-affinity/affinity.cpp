// What Qt calls thread affinity is the event loop that an object belongs to, not a CPU.
#include <QtCore/QObject>
#include <QtCore/QThread>
// want-none

void on_move(QObject *object, QThread *worker) { // want-handler "app.event"
    object->moveToThread(worker);
    (void)object->thread();
    worker->setObjectName("worker");
}
