package io.github.registrationmail.stack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
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
    try {
      // or each line of a longer answer waits about 40 ms for the acknowledgement of the last
      socket.setTcpNoDelay(true);
      LineEnds connection = new LineEnds(socket);
      return new SteeredSession(connection, new Catch(connection), deliveries, silence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes each accepted mail, once for each recipient. */
  private final class Catch extends SmtpManager {

    private final LineEnds lineEnds;

    Catch(LineEnds lineEnds) {
      super(managers.getImapHostManager(), managers.getUserManager());
      this.lineEnds = lineEnds;
    }

    @Override
    public String checkData(SmtpState state) {
      silence.await();
      return lineEnds.wereBroken() ? "550 5.5.2 bare <LF> received" : super.checkData(state);
    }

    @Override
    public void send(SmtpState state) {
      var mail = state.getMessage();
      mail.getToAddresses().forEach(to -> deliveries.received(to.getEmail(), mail.getMessage()));
    }
  }
}
