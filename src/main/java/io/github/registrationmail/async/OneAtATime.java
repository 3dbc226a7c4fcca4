package io.github.registrationmail.async;

import java.util.concurrent.atomic.AtomicReference;

/** Work that is under way once at a time: whoever comes meanwhile has it look once more. */
public final class OneAtATime {

  private enum State {
    IDLE,
    WORKING,
    /** Somebody came meanwhile, for something that may not have been there to be seen. */
    ASKED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  /** Whether the caller is to begin; if not, the one who works looks once more. */
  public boolean begin() {
    return state.getAndUpdate(now -> now == State.IDLE ? State.WORKING : State.ASKED) == State.IDLE;
  }

  /** Whether the one who works and finds no more is to look once more; if not, it has ended. */
  public boolean looksOnceMore() {
    return state.getAndUpdate(now -> now == State.ASKED ? State.WORKING : State.IDLE)
        == State.ASKED;
  }

  /** Ends the work, whoever has asked for more. */
  public void end() {
    state.set(State.IDLE);
  }
}
