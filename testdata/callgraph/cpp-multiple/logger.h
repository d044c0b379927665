struct Logger {
    virtual void log(const char *text) = 0;
    virtual ~Logger() {}
};
Logger *logger();
