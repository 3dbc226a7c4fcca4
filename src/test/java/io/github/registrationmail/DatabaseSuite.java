package io.github.registrationmail;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Those of {@link SharedServiceSuite} whose result the database decides: for another one. */
@Suite
@SelectPackages(ArchitectureTest.ROOT)
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
@ExcludeTags({"alone", "exhaustive", "interleavings"})
class DatabaseSuite {}
