package io.github.registrationmail;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests in whose process a service may run that others use as well: one after the other in one
 * process, because in several each class would start the service anew.
 */
@Suite
@SelectPackages(ArchitectureTest.ROOT)
@IncludeClassNamePatterns(".*Test")
@ExcludeTags({"alone", "exhaustive", "interleavings"})
class SharedServiceSuite {}
