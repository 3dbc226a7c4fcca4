package io.github.registrationmail.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.model.SystemConfig;

/** How the embedded Broker-J runs: one port, one virtual host, user guest, all in memory. */
record BrokerConfiguration(int port, boolean delayedExchange) {

  /** Whether the virtual host knows the delayed exchange. */
  static final String DELAYED_EXCHANGE = "stack.delayedExchange";

  private static final String OBJECTS =
      """
      {"name":"stack","modelVersion":"9.1",
       "authenticationproviders":[{"name":"plain","type":"Plain","secureOnlyMechanisms":[],
         "users":[{"name":"guest","type":"managed","password":"guest"}]}],
       "ports":[{"name":"AMQP","type":"AMQP","port":%d,"bindingAddress":"127.0.0.1",
         "protocols":["AMQP_0_9_1"],"authenticationProvider":"plain","threadPoolSize":4,
         "virtualhostaliases":[{"name":"defaultAlias","type":"defaultAlias"}]}],
       "virtualhostnodes":[{"name":"default","type":"Memory","defaultVirtualHostNode":"true",
         "virtualHostInitialConfiguration":"{\\"type\\":\\"Memory\\"}"}]}
      """;

  Map<String, Object> attributes(WorkDirectory directory) throws IOException {
    Path objects = Files.writeString(directory.resolve("broker.json"), OBJECTS.formatted(port));
    Path none = Files.createFile(directory.resolve("system.properties"));
    var attributes = new HashMap<String, Object>();
    attributes.put(SystemConfig.TYPE, "Memory");
    attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, objects.toUri().toString());
    // else it is looked for under classpath:, which only the system class loader can serve
    attributes.put(SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION, none.toUri().toString());
    attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
    attributes.put(SystemConfig.CONTEXT, context(directory));
    return attributes;
  }

  private Map<String, String> context(WorkDirectory directory) {
    var context = new HashMap<String, String>();
    context.put("qpid.work_dir", directory.path().toString());
    context.put(DELAYED_EXCHANGE, String.valueOf(delayedExchange));
    // read only by basic.reject and basic.nack without requeue: dead-letter at once
    context.put("queue.maximumDeliveryAttempts", "1");
    context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
    context.put("exchange.behaviourOnUnknownDeclareArgument", "IGNORE");
    // milliseconds between searches for expired messages
    context.put("virtualhost.housekeepingCheckPeriod", "30");
    // milliseconds between checks of the memory; a stop waits for the next one
    context.put("qpid.compact_memory_interval", "50");
    context.put("virtualhost.connectionThreadPool.size", "8");
    context.put("virtualhost.connectionThreadPool.numberOfSelectors", "1");
    return context;
  }
}
