package io.github.registrationmail.pause;

/**
 * This replica has heard that sending is paused, or goes on.
 *
 * @param isOn whether it is paused now
 */
public record PauseChanged(boolean isOn) {}
