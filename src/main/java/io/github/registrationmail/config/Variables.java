package io.github.registrationmail.config;

import java.util.List;

/** The environment variables whose values are somebody's own text: secrets, names and addresses. */
public final class Variables {

  /** In place of a dollar while the configuration expands expressions; no text has it. */
  static final char DOLLAR = '\uFDD0';

  /** Each is also read from the file that the variable with {@link #FILE} behind it names. */
  public static final List<String> LITERAL =
      List.of(
          "OPERATOR_PASSWORD",
          "VIEWER_PASSWORD",
          "REGISTRATION_TOKENS",
          "MYSQL_HOST",
          "MYSQL_DATABASE",
          "MYSQL_USERNAME",
          "MYSQL_PASSWORD",
          "MYSQL_CA_FILE",
          "RABBITMQ_HOST",
          "RABBITMQ_ADDRESSES",
          "RABBITMQ_USERNAME",
          "RABBITMQ_PASSWORD",
          "RABBITMQ_VHOST",
          "WEBHOOK_URL",
          "WEBHOOK_SECRET",
          "SMTP_HOST",
          "SMTP_USERNAME",
          "SMTP_PASSWORD",
          "SMTP_OAUTH_TOKEN_FILE",
          "SMTP_HELO_NAME",
          "MAIL_FROM",
          "MAIL_REPLY_TO",
          "MAIL_BOUNCE_ADDRESS");

  static final String FILE = "_FILE";

  private Variables() {}
}
