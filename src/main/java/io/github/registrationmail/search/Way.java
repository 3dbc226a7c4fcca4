package io.github.registrationmail.search;

import io.github.registrationmail.dispatch.MailState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The index by which registrations are looked for, and so their order. Each statement reads the
 * next entries of its index, as many as the last parameter says, and tells of each whether it is
 * meant, and where it stands.
 */
enum Way {
  ALL(Way.OF_ALL),
  STATE(Way.OF_STATE),
  REASON(Way.OF_REASON),
  DOMAIN(Way.OF_DOMAIN),
  TEMPLATE(Way.OF_TEMPLATE),
  EMAIL(Way.OF_EMAIL),
  REGISTERED(Way.OF_REGISTERED),
  FAILED(Way.OF_FAILED);

  private static final String OF_ALL =
      """
      select id, %s as matches
      from registration force index (primary)
      where id < ? order by id desc limit ?
      """;

  private static final String OF_STATE =
      """
      select id, %s as matches
      from registration force index (registration_state)
      where mail_state = ? and id < ? order by id desc limit ?
      """;

  private static final String OF_REASON =
      """
      select id, %s as matches
      from registration force index (registration_reason)
      where failure_reason = ? and id < ? order by id desc limit ?
      """;

  private static final String OF_DOMAIN =
      """
      select id, %s as matches
      from registration force index (registration_domain)
      where domain = ? and id < ? order by id desc limit ?
      """;

  private static final String OF_TEMPLATE =
      """
      select id, %s as matches
      from registration force index (registration_template)
      where template = ? and id < ? order by id desc limit ?
      """;

  private static final String OF_EMAIL =
      """
      select id, email_key, %s as matches
      from registration force index (registration_email)
      where email_key like ? and email_key > ? order by email_key limit ?
      """;

  private static final String OF_REGISTERED =
      """
      select id, registered_at, %s as matches
      from registration force index (registration_registered)
      where registered_at >= ? and registered_at <= ? and (registered_at < ? or id < ?)
      order by registered_at desc, id desc limit ?
      """;

  private static final String OF_FAILED =
      """
      select id, failed_at, %s as matches
      from registration force index (registration_failed)
      where failed_at >= ? and failed_at <= ? and (failed_at < ? or id < ?)
      order by failed_at desc, id desc limit ?
      """;

  private final String statement;

  Way(String statement) {
    this.statement = statement;
  }

  /** The one that leaves out most; the beginning of an address is read in the order of these. */
  static Way of(MailFilter filter) {
    if (filter.beginning().isPresent()) {
      return EMAIL;
    }
    if (filter.reason().isPresent()) {
      return REASON;
    }
    if (filter.state().filter(state -> state != MailState.SENT).isPresent()) {
      return STATE;
    }
    if (filter.domain().isPresent()) {
      return DOMAIN;
    }
    if (filter.failed().isLimited()) {
      return FAILED;
    }
    if (filter.registered().isLimited()) {
      return REGISTERED;
    }
    if (filter.template().isPresent()) {
      return TEMPLATE;
    }
    return filter.state().isPresent() ? STATE : ALL;
  }

  String statement(MailFilter filter) {
    return statement.formatted(filter.conditions());
  }

  /** Of a row of its statement. */
  Position position(Row row) {
    Position after = Position.after(row.getLong("id"));
    return switch (this) {
      case ALL, STATE, REASON, DOMAIN, TEMPLATE -> after;
      case EMAIL -> after.withEmail(row.getString("email_key"));
      case REGISTERED -> after.withRegistered(row.getLocalDateTime("registered_at"));
      case FAILED -> after.withFailed(row.getLocalDateTime("failed_at"));
    };
  }

  /** Whether it goes on after an id, whatever row that was. */
  boolean isById() {
    return this != EMAIL && this != REGISTERED && this != FAILED;
  }

  /** What the statement takes to look at so many entries after this position. */
  Tuple parameters(MailFilter filter, Position after, int entries) {
    Tuple parameters = filter.parameters(Tuple.tuple());
    switch (this) {
      case ALL -> parameters.addLong(after.id());
      case STATE -> parameters.addString(filter.state().orElseThrow().name()).addLong(after.id());
      case REASON -> parameters.addString(filter.reason().orElseThrow()).addLong(after.id());
      case DOMAIN -> parameters.addString(filter.domain().orElseThrow()).addLong(after.id());
      case TEMPLATE -> parameters.addString(filter.template().orElseThrow()).addLong(after.id());
      case EMAIL -> parameters.addString(filter.likeBeginning()).addString(after.email());
      case REGISTERED ->
          parameters
              .addLocalDateTime(filter.registered().from())
              .addLocalDateTime(after.registered())
              .addLocalDateTime(after.registered())
              .addLong(after.id());
      case FAILED ->
          parameters
              .addLocalDateTime(filter.failed().from())
              .addLocalDateTime(after.failed())
              .addLocalDateTime(after.failed())
              .addLong(after.id());
    }
    return parameters.addInteger(entries);
  }
}
