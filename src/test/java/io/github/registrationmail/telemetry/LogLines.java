package io.github.registrationmail.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/** What the service logs from now on until it is closed, each line with its trace. */
final class LogLines extends ExtHandler {

  private static final String OURS = "io.github.registrationmail";

  private final Map<String, String> traceIds = new ConcurrentHashMap<>();

  LogLines() {
    Logger.getLogger(OURS).addHandler(this);
  }

  /** The trace id, or "none", by the text of the line. */
  Map<String, String> traceIds() {
    return Map.copyOf(traceIds);
  }

  @Override
  protected void doPublish(ExtLogRecord line) {
    String traceId = line.getMdc("traceId");
    traceIds.put(line.getFormattedMessage(), traceId == null ? "none" : traceId);
  }

  @Override
  public void close() {
    Logger.getLogger(OURS).removeHandler(this);
  }
}
