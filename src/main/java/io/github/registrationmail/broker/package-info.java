/** RabbitMQ: topology, delay strategies, the state of the connections. Knows no feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.broker;
