package io.github.registrationmail.smtp;

/** What came after a command: a reply, or none. */
sealed interface Answer permits Reply, NoReply {}
