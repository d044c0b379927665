// librdkafka in C++: methods that override those of the callback classes.
#include <librdkafka/rdkafkacpp.h>
#include <mutex>

namespace {
std::mutex offsets_mutex;

void remember() {
    std::lock_guard<std::mutex> guard(offsets_mutex); // want lock-in-handler "Rebalancer::rebalance_cb"
}

class Rebalancer : public RdKafka::RebalanceCb {
public:
    void rebalance_cb(RdKafka::KafkaConsumer *, RdKafka::ErrorCode, // want-handler "librdkafka.cpp"
                      std::vector<RdKafka::TopicPartition *> &) override {
        remember();
    }
};

class Partitioner : public RdKafka::PartitionerCb {
public:
    int32_t partitioner_cb(const RdKafka::Topic *, const std::string *, // want-handler "librdkafka.cpp.internal"
                           int32_t count, void *) override {
        return count - 1;
    }
};
} // namespace

int main() {
    Rebalancer rebalancer;
    Partitioner partitioner;
    std::string error;
    RdKafka::Conf *conf = RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL);
    remember();
    conf->set("rebalance_cb", &rebalancer, error);
    return conf->set("partitioner_cb", &partitioner, error);
}
