package io.github.registrationmail.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/** What a class logs from now on until it is closed. */
public final class LogLines extends ExtHandler {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogLines(Class<?> source) {
    this.logger = Logger.getLogger(source.getName());
    logger.addHandler(this);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void doPublish(ExtLogRecord line) {
    lines.add(line.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
