// Functions and accessors of an addon that speaks to V8 itself: known by their type, however they are registered.
#include <mutex>
#include <node.h>
#include <sched.h>
#include <thread>

namespace {
std::mutex mutex;
unsigned long served;

void count() {
    std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler "Render \(V8\)"
    served++;
}

void stay_on_one_cpu() {
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(0, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

void serve() {
    stay_on_one_cpu(); // want pin-in-handler "Render \(V8\)"
    count();
}

void Render(const v8::FunctionCallbackInfo<v8::Value> &info) { // want-handler "v8.function"
    serve();
    info.GetReturnValue().SetNull();
}

void Size(const v8::FunctionCallbackInfo<v8::Value> &info) { // want-handler "v8.function"
    info.GetReturnValue().Set(1);
}

void GetName(v8::Local<v8::String>, const v8::PropertyCallbackInfo<v8::Value> &info) { // want-handler "v8.accessor"
    info.GetReturnValue().SetNull();
}

void SetName(v8::Local<v8::String>, v8::Local<v8::Value>, // want-handler "v8.accessor"
             const v8::PropertyCallbackInfo<void> &) {}

void Intercept(v8::Local<v8::Name>, const v8::PropertyCallbackInfo<v8::Value> &info) { // want-handler "v8.interceptor"
    info.GetReturnValue().SetNull();
}

void Collected(const v8::WeakCallbackInfo<int> &info) { // want-handler "v8.finalizer"
    delete info.GetParameter();
}

void AtExit(void *) { count(); }

// Pins itself once, on a thread of its own.
void Work() {
    stay_on_one_cpu();
    count();
}

// The module is loaded.
void Init(v8::Local<v8::Object> exports) {
    v8::Isolate *isolate = exports->GetIsolate();
    static v8::Persistent<v8::Object> kept(isolate, exports);
    v8::Local<v8::ObjectTemplate> object = v8::ObjectTemplate::New(isolate);
    v8::Local<v8::String> name = v8::String::NewFromUtf8Literal(isolate, "name");
    std::thread(Work).detach();
    count();
    NODE_SET_METHOD(exports, "render", Render);
    v8::FunctionTemplate::New(isolate, Size);
    object->SetAccessor(name, GetName, SetName);
    object->SetHandler(v8::NamedPropertyHandlerConfiguration(Intercept));
    kept.SetWeak(new int, Collected, v8::WeakCallbackType::kParameter);
    node::AddEnvironmentCleanupHook(isolate, AtExit, nullptr);
}
} // namespace

NODE_MODULE(demo, Init)
