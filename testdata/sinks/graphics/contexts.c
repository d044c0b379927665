// What stays current on the thread: contexts of EGL and GLX, on their real headers. Letting go is no finding.
#include <EGL/egl.h>
#include <GL/glx.h>

void on_egl(EGLDisplay display, EGLSurface surface, EGLContext context) {
    eglMakeCurrent(display, surface, surface, context); // want thread-state-in-handler:warning "eglMakeCurrent"
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglReleaseThread();
}

void on_glx(Display *display, GLXDrawable drawable, GLXContext context) {
    glXMakeCurrent(display, drawable, context); // want thread-state-in-handler:warning "glXMakeCurrent"
    glXMakeCurrent(display, None, NULL);
}
