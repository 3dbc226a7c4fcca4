package io.github.registrationmail.stack;

/** The ports of the embedded servers, 0 being any free one. */
public record StackPorts(int broker, int database, int smtp) {

  public static final StackPorts FREE = new StackPorts(0, 0, 0);
}
