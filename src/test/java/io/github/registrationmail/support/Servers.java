package io.github.registrationmail.support;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the service needs: broker, database and mail server, fresh for one run. */
public final class Servers implements AutoCloseable {

  private final RunBroker broker;
  private final RunDatabase database;
  private final MailSink smtp;

  /**
   * @param firstDelay of the service's timetable
   */
  public Servers(MailSink smtp, Duration firstDelay) {
    this(smtp, RunBroker.ofEnvironment(firstDelay));
  }

  /** With a broker of one's own. */
  public Servers(MailSink smtp, RunBroker broker) {
    this(smtp, broker, RunDatabase.ofEnvironment());
  }

  /** With a database of one's own, too. */
  public Servers(MailSink smtp, RunBroker broker, RunDatabase database) {
    this.smtp = smtp;
    this.broker = broker;
    this.database = database;
    Progress.say("%s", describe());
  }

  public MailSink smtp() {
    return smtp;
  }

  public RunBroker broker() {
    return broker;
  }

  public RunDatabase database() {
    return database;
  }

  /** Where the messages wait that are due. */
  public String workQueue() {
    return broker.environment().getOrDefault("REGISTRATION_BROKER_QUEUE", "user.registered.mail");
  }

  /** Which they are, for the report. */
  public String describe() {
    return broker.describe() + ", " + database.describe();
  }

  /** The service's environment; its settings are the defaults but for {@code REGISTRATION_*}. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Environment.startingWith("REGISTRATION_"));
    environment.putAll(broker.environment());
    environment.putAll(database.environment());
    environment.putAll(smtp.environment());
    return environment;
  }

  @Override
  public void close() {
    smtp.close();
    broker.close();
    database.close();
  }
}
