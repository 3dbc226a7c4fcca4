package io.github.registrationmail.broker;

import java.time.Duration;
import java.util.List;

/** The delays that will be asked for: ttl-queues declares one queue for each. */
public interface DelaySteps {

  /** Distinct, ascending, each longer than zero. */
  List<Duration> steps();
}
