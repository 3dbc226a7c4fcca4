package io.github.registrationmail.template;

/**
 * Why a template cannot be filled in.
 *
 * @param field of the request
 */
public record Lack(String field, String message) {}
