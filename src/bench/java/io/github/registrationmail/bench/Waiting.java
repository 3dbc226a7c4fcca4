package io.github.registrationmail.bench;

import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import io.github.registrationmail.support.ServiceProcess;
import java.util.List;
import java.util.function.Supplier;

/**
 * The service starts while many messages wait in its queue, as after a long outage of the mail
 * server, and sends each one's mail once.
 */
final class Waiting {

  private final Servers servers;
  private final Addresses addresses;
  private final int messages;

  Waiting(Servers servers, int messages) {
    this.servers = servers;
    this.addresses = Addresses.count(messages, 0);
    this.messages = messages;
  }

  /**
   * @param start of the service, which does not run
   */
  List<Minute> run(Supplier<ServiceProcess> start) throws Exception {
    DueRows.QUEUED.insert(servers.database(), addresses);
    QueuedMessages.publish(servers);
    servers.smtp().forget();
    try (ServiceProcess service = start.get();
        Minutes minutes =
            new Minutes("waiting", new Watched("waiting", service.pid()), servers.smtp())) {
      Mails mails = new Mails(servers.smtp());
      mails.await(messages, System.nanoTime());
      mails.assertEachOnce("waiting", addresses);
      Progress.say("waiting: %,d messages, each with one mail", messages);
      return minutes.untilNow();
    }
  }
}
