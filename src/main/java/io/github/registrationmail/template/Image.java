package io.github.registrationmail.template;

/**
 * A picture that is sent within the mail, where {@code cid:} and its name refer to it.
 *
 * @param content not to be changed
 */
public record Image(String name, String type, byte[] content) {}
