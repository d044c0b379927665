// The same in C++: methods that override those of mosqpp::mosquittopp.
#include <mosquittopp.h>
#include <mutex>

class Client : public mosqpp::mosquittopp {
    std::mutex mutex;
    void note() {
        std::lock_guard<std::mutex> guard(mutex); // want lock-in-handler "Client::on_message"
    }
    void on_message(const struct mosquitto_message *) override { note(); } // want-handler "libmosquitto.callback"
    void on_error() override {}                                            // want-handler "libmosquitto.callback"

public:
    void configure() { note(); }
};

int main() {
    Client client;
    client.configure();
    return client.loop_forever();
}
