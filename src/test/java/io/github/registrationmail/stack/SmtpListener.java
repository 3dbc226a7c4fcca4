package io.github.registrationmail.stack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** GreenMail's SMTP server with our sessions; what it accepts goes to {@link Deliveries}. */
final class SmtpListener extends SmtpServer {

  private final Deliveries deliveries;
  private final Silence silence;

  SmtpListener(int port, Deliveries deliveries, Silence silence) {
    super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new Managers());
    this.deliveries = deliveries;
    this.silence = silence;
    // inherited by the thread of each connection
    setDaemon(true);
    setClientSocketTimeout((int) Duration.ofMinutes(5).toMillis());
  }

  @Override
  protected ProtocolHandler createProtocolHandler(Socket socket) {
    answerAtOnce(socket);
    return new SteeredSession(socket, new Catch(), deliveries, silence);
  }

  /**
   * Otherwise each line of a longer answer waits about 40 ms for the acknowledgement of the last.
   */
  private static void answerAtOnce(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes each accepted mail, once for each recipient. */
  private final class Catch extends SmtpManager {

    Catch() {
      super(managers.getImapHostManager(), managers.getUserManager());
    }

    @Override
    public String checkData(SmtpState state) {
      silence.await();
      return super.checkData(state);
    }

    @Override
    public void send(SmtpState state) {
      var mail = state.getMessage();
      mail.getToAddresses().forEach(to -> deliveries.received(to.getEmail(), mail.getMessage()));
    }
  }
}
