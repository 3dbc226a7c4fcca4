package io.github.registrationmail;

import org.junit.platform.suite.api.IncludeClassNamePatterns;

/** Those whose result the database decides: for another one. */
@IncludeClassNamePatterns({
  ".*\\.database\\.\\w+Test",
  ".*\\.retry\\.\\w+Test",
  ".*\\.reliability\\.\\w+Test",
  ".*\\.operation\\.\\w+Test",
  ".*\\.stack\\.RestartTest",
  ".*\\.registration\\.(InsertRepository|InsertedRegistration|LookUp|Register|RepeatedRequest)Test",
  ".*\\.events\\.EventsTest",
  ".*\\.operator\\.(Action|Erasure|FailureRetention|Failures|Growth|List|Resend|Search)Test",
  ".*\\.dispatch\\.(OutboxRepository|Transition)Test",
  ".*\\.mail\\.(ClaimRepository|CancelAgainstClaim|RetryTimetable)Test"
})
class DatabaseSuite extends SharedServiceSuite {}
