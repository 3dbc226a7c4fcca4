package io.github.registrationmail.stack;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.RcptCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import java.net.Socket;
import java.util.Locale;

/** One SMTP connection: answers recipients by their {@link RecipientRule}, or not at all. */
final class SteeredSession extends SmtpHandler {

  private static final long SLOW_MILLIS = 2_000;

  private final Deliveries deliveries;
  private final Silence silence;

  SteeredSession(Socket socket, SmtpManager manager, Deliveries deliveries, Silence silence) {
    super(new SmtpCommandRegistry(), manager, socket);
    this.deliveries = deliveries;
    this.silence = silence;
    this.registry = new Commands();
  }

  @Override
  public void run() {
    try {
      super.run();
    } catch (IllegalStateException e) {
      // the client went away, or we cut it off: both are what a test wanted
    }
  }

  @Override
  protected void sendGreetings() {
    silence.await();
    super.sendGreetings();
  }

  /** GreenMail's commands, each held back while the server is silent. */
  private final class Commands extends SmtpCommandRegistry {
    @Override
    public SmtpCommand getCommand(String name) {
      silence.await();
      return "RCPT".equals(name) ? new Recipient() : super.getCommand(name);
    }
  }

  /** RCPT TO, steered. */
  private final class Recipient extends RcptCommand {
    @Override
    public void execute(
        SmtpConnection connection, SmtpState state, SmtpManager manager, String line) {
      int start = line.indexOf('<');
      int end = line.indexOf('>', start);
      if (start < 0 || end < 0) {
        connection.send("501 Required syntax: 'RCPT TO:<email@host>'");
        return;
      }
      String address = line.substring(start + 1, end).toLowerCase(Locale.ROOT);
      var rule = RecipientRule.of(address, deliveries.attempt(address));
      answer(rule, address, connection, state);
    }

    private void answer(
        RecipientRule rule, String address, SmtpConnection connection, SmtpState state) {
      if (rule == RecipientRule.DROP) {
        close();
        return;
      }
      if (rule == RecipientRule.ACCEPT_SLOWLY) {
        pause();
      }
      if (rule.accepts()) {
        state.getMessage().addRecipient(new MailAddress(address));
      }
      connection.send(rule.reply());
    }

    private void pause() {
      try {
        Thread.sleep(SLOW_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
