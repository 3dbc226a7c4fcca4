package io.github.registrationmail.mail;

import java.util.Optional;

/** What the recipient reads. */
record Letter(String subject, String text, Optional<String> html) {}
