package io.github.registrationmail.broker;

/** Fired asynchronously after a channel of the service was connected, its topology declared. */
public record BrokerConnected(String channel) {}
