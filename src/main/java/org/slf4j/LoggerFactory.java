package org.slf4j;

import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Loggers that drop what the SDK logs, in the place of slf4j's class of this name, which looks in every jar for who takes
 * it.
 */
public final class LoggerFactory {
    private LoggerFactory() {}

    public static Logger getLogger(String name) {
        return NOPLogger.NOP_LOGGER;
    }

    public static Logger getLogger(Class<?> type) {
        return NOPLogger.NOP_LOGGER;
    }

    public static ILoggerFactory getILoggerFactory() {
        return new NOPLoggerFactory();
    }
}
