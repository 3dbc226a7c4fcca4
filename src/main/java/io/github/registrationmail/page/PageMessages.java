package io.github.registrationmail.page;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operation.OperationKind;
import io.github.registrationmail.operation.OperationState;
import io.github.registrationmail.operator.Headline;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page; English here, Chinese in {@code messages/page_zh.properties}. */
@MessageBundle(value = "page", locale = "en")
interface PageMessages {

  @Message("Registration mail")
  String title();

  @Message("Skip to the list")
  String skip();

  @Message("Live")
  String live();

  @Message("Paused")
  String paused();

  @Message("Connecting again …")
  String reconnecting();

  @Message("Database not reachable")
  String away();

  @Message("Live updates")
  String liveUpdates();

  @Message("The database cannot be reached. Registrations wait at the door, no mail is lost.")
  String unavailable();

  @Message("Try again")
  String tryAgain();

  @Message(
      "{#when state}{#is PENDING}Pending{#is QUEUED}Queued{#is SENDING}Sending{#is RETRYING}Retrying{#is SENT}Sent{#is FAILED}Failed{#is CANCELLED}Cancelled{/when}")
  String state(MailState state);

  @Message(
      "{#when state}{#is PENDING}Registered, on its way to the broker{#is QUEUED}With the broker{#is SENDING}Being sent at this moment{#is RETRYING}Failed, another attempt follows{#is SENT}Accepted by the mail server{#is FAILED}Given up, no further attempt{#is CANCELLED}Cancelled by an operator{/when}")
  String explained(MailState state);

  @Message(
      "{#when state}{#is SENDING}Mails go out.{#is SLOWED}Sending slower: the mail server asks for less.{#is PAUSED}Sending is paused: the mail server takes nothing.{#is REFUSED}Sending is paused: the mail server refuses every recipient.{#is NEEDS_PERSON}Sending is paused until somebody mends the cause.{#is BROKER}Mails wait: the broker cannot be used.{#is NO_CONSUMER}Mails wait: nobody takes them from the queue.{#is STOPPED}Mails wait: an operator has paused sending.{/when}")
  String sending(Headline.State state);

  @Message("since")
  String since();

  @Message("next try in")
  String nextTryIn();

  @Message(
      "{queued} in the queue, {#if consumers == '1'}1 consumer{#else}{consumers} consumers{/if}")
  String inQueue(String queued, String consumers);

  @Message("{come} a minute come, {go} go out")
  String rates(String come, String go);

  @Message("{go} a minute go out")
  String rateOut(String go);

  @Message("at this rate done by")
  String doneBy();

  @Message("waiting in the queue")
  String queuedNow();

  @Message("Events are not delivered: the webhook does not take them. They wait, mails go out.")
  String webhookFails();

  @Message("Sending is paused.")
  String sendingPaused();

  @Message("Let it go on")
  String resume();

  @Message("Send all mails that wait, now?")
  String resumeQuestion();

  @Message("Sending goes on.")
  String resumed();

  @Message("Pause sending")
  String pauseSending();

  @Message("Pause")
  String pause();

  @Message("Why")
  String why();

  @Message("Send no mail until somebody lets it go on? Registrations are taken as ever.")
  String pauseQuestion();

  @Message("Sending is paused now.")
  String pausedNow();

  @Message("All")
  String all();

  @Message("State")
  String stateFilter();

  @Message("Oldest unsent")
  String oldest();

  @Message("none")
  String none();

  @Message("Sent per minute")
  String sentPerMinute();

  @Message("Waiting")
  String waiting();

  @Message("Failed")
  String failedMails();

  @Message("The last hour")
  String lastHour();

  @Message("Sent {sent}, retried {retried}, failed {failed} in the last hour")
  String lastHourSum(String sent, String retried, String failed);

  @Message("sent")
  String sent();

  @Message("retried")
  String retried();

  @Message("failed")
  String failed();

  @Message("Retry all {count} failed")
  String retryAll(String count);

  @Message("Retry all %d failed mails now?")
  String retryAllQuestion();

  @Message("It has begun; the head of the page says how far it is.")
  String begun();

  @Message("Not begun: the same is under way already.")
  String underWay();

  @Message("Nothing to do: no mail is like that any more.")
  String nothingToDo();

  @Message("more than %d")
  String moreThan();

  @Message("Retry all failed of this search")
  String retryFound();

  @Message("Retry all %d failed mails of this search now?")
  String retryFoundQuestion();

  @Message("Retry the %d mails of this search now?")
  String retryListQuestion();

  @Message(
      "Cancel %d mails of this search, all that are not sent or being sent? They will not be sent unless you retry them.")
  String cancelListQuestion();

  @Message("Why mails failed")
  String reasons();

  @Message("{mails} mails, most to {domain}")
  String reasonMails(String mails, String domain);

  @Message("show these")
  String showThese();

  @Message("Retry these")
  String retryThese();

  @Message("Retry %d mails now that failed because of: {reason}")
  String retryTheseQuestion(String reason);

  @Message("Cancel these")
  String cancelThese();

  @Message(
      "Cancel %d mails that failed? They will not be sent unless you retry them. They failed because of: {reason}")
  String cancelTheseQuestion(String reason);

  @Message("More")
  String moreActions();

  @Message("Send these again")
  String resendThese();

  @Message(
      "Send %d mails of this search again, all that are sent, failed or cancelled? They go to the same addresses; who has had one gets another.")
  String resendListQuestion();

  @Message(
      "Send %d mails that failed again, as other mails to the same addresses? They failed because of: {reason}")
  String resendTheseQuestion(String reason);

  @Message("Erase these")
  String eraseThese();

  @Message(
      "Erase %d registrations of this search, all but those whose mail is being sent? The persons, the mails and what happened to them are deleted for good. This cannot be undone.")
  String eraseListQuestion();

  @Message(
      "Erase %d registrations whose mail failed? The persons, the mails and what happened to them are deleted for good. This cannot be undone. They failed because of: {reason}")
  String eraseTheseQuestion(String reason);

  @Message("Type that number, to confirm")
  String typeNumber();

  @Message("Note")
  String note();

  @Message("Write a note")
  String writeNote();

  @Message("Note, without names and addresses; an empty one is deleted")
  String noteField();

  @Message("Keep the note")
  String keepNote();

  @Message("Done.")
  String noteKept();

  @Message("For many mails")
  String operations();

  @Message(
      "{#when kind}{#is RETRY}Retry{#is CANCEL}Cancel{#is RESEND}Send again{#is ERASE}Erase{/when}")
  String operation(OperationKind kind);

  @Message(
      "{#when state}{#is RUNNING}running{#is PAUSED}paused{#is STOPPED}stopped{#is DONE}done{#is FAILED}failed{/when}")
  String operationState(OperationState state);

  @Message("{changed} of {expected}")
  String progress(String changed, String expected);

  @Message("{skipped} had changed meanwhile")
  String skipped(String skipped);

  @Message("Pause operation {id}")
  String pauseOperation(long id);

  @Message("Paused after the batch that it is at.")
  String operationPaused();

  @Message("Go on")
  String goOn();

  @Message("Let operation {id} go on")
  String resumeOperation(long id);

  @Message("It goes on.")
  String operationResumed();

  @Message("Stop")
  String stop();

  @Message("Stop operation {id}")
  String stopOperation(long id);

  @Message("Stop it for good? What it has changed stays changed.")
  String stopQuestion();

  @Message("Stopped.")
  String operationStopped();

  @Message("It was over already.")
  String operationOver();

  @Message("Retry")
  String retry();

  @Message("The mail is due again.")
  String retriedOne();

  @Message("Send again")
  String resend();

  @Message("Send the mail again to the address in the field?")
  String resendQuestion();

  @Message("The mail is sent again.")
  String resent();

  @Message(
      "Not done: the address has a registration of its own, or the mail has changed meanwhile.")
  String notResent();

  @Message("History")
  String history();

  @Message("Caught mails")
  String mailbox();

  @Message("Nothing has been done yet.")
  String noHistory();

  @Message("When")
  String historyWhen();

  @Message("Who")
  String historyWho();

  @Message("What")
  String historyWhat();

  @Message("To which")
  String historyWhich();

  @Message("How many")
  String historyMany();

  @Message(
      "{#when action}{#is 'RETRY'}Retried{#is 'RESEND'}Sent again{#is 'CANCEL'}Cancelled{#is 'ERASE'}Erased{#is 'RETRY_ALL'}Many retried{#is 'CANCEL_ALL'}Many cancelled{#is 'RESEND_ALL'}Many sent again{#is 'ERASE_ALL'}Many erased{#is 'PAUSE_OPERATION'}Operation paused{#is 'RESUME_OPERATION'}Operation resumed{#is 'STOP_OPERATION'}Operation stopped{#is 'PAUSE'}Sending paused{#is 'RESUME'}Sending let go on{#is 'TEST_MAIL'}Test mail sent{#is 'EXPORT'}Exported{#is 'EXPORT_ALL'}Many exported{#is 'NOTE'}Note about a reason{#else}{action}{/when}")
  String didIt(String action);

  @Message("Sent again by an operator")
  String sentAgain();

  @Message("Erase")
  String erase();

  @Message("Erase %s? The person, the mail and what happened to it are deleted for good.")
  String eraseQuestion();

  @Message("The registration is erased.")
  String erased();

  @Message("Cancel")
  String cancel();

  @Message("Cancel the mail to %s? It will not be sent unless you retry it.")
  String cancelQuestion();

  @Message("The mail is cancelled.")
  String cancelledOne();

  @Message("Not done: the mail has changed meanwhile, or is being sent.")
  String conflict();

  @Message("Not done; please try again.")
  String error();

  @Message("Not done: by now there are more than you typed. Ask again to see how many.")
  String moreByNow();

  @Message("Yes")
  String yes();

  @Message("No")
  String no();

  @Message("Please confirm")
  String confirm();

  @Message("Registrations")
  String registrations();

  @Message("Email begins with")
  String search();

  @Message("Search")
  String find();

  @Message("ada@ or *example")
  String searchHint();

  @Message("More")
  String searchMore();

  @Message("Reason")
  String reason();

  @Message("Template")
  String template();

  @Message("Domain")
  String domain();

  @Message("Registered from (UTC)")
  String registeredFrom();

  @Message("Registered to (UTC)")
  String registeredTo();

  @Message("Failed from (UTC)")
  String failedFrom();

  @Message("Failed to (UTC)")
  String failedTo();

  @Message("Nothing found yet; go on searching.")
  String searchOn();

  @Message(
      "{#for part in span.parts}{part.amount} {#when part.unit}{#is MS}ms{#is S}s{#is MIN}min{#is H}h{#is D}d{/when}{#if part_hasNext} {/if}{/for}")
  String span(Span span);

  /** Those that the clocks of the page count in: seconds, minutes, hours, days. */
  @Message("s min h d")
  String units();

  @Message("No registrations yet. One comes with POST /registrations.")
  String empty();

  @Message("No registration is like that.")
  String noMatch();

  @Message("Show all")
  String showAll();

  @Message("Keys: / search, j k move")
  String keys();

  @Message("As CSV")
  String exportTable();

  @Message("Whole record")
  String exportPerson();

  @Message("Copy as curl")
  String copyCurl();

  @Message("Copied: %s")
  String copied();

  @Message("Failed attempts")
  String failures();

  @Message("{count} earlier failures")
  String olderFailures(String count);

  @Message("None is this old. Older failures are deleted after a while.")
  String noFailures();

  @Message("Back to the mail")
  String backToMail();

  @Message("Recipient")
  String recipient();

  @Message("Attempt")
  String attempt();

  @Message("Next attempt")
  String next();

  @Message("Last error")
  String lastError();

  @Message("Registered")
  String registered();

  @Message("Actions")
  String actions();

  @Message("Older")
  String older();

  @Message("Newest")
  String newest();

  @Message("Back to the list")
  String back();

  @Message("Language of the mail")
  String language();

  @Message("Sent at")
  String sentAt();

  @Message("What happened")
  String timeline();

  @Message("Attempt {attempt} failed")
  String attemptFailed(int attempt);

  @Message("next attempt after {delay}")
  String nextAfter(String delay);

  @Message("not counted, the same attempt again after {delay}")
  String notCounted(String delay);

  @Message("no further attempt")
  String noFurther();

  @Message("Attempt {attempt} is next")
  String attemptNext(int attempt);

  @Message("Accepted by the mail server at attempt {attempt}")
  String accepted(int attempt);

  @Message("There is no such registration.")
  String unknown();

  @Message("Register")
  String register();

  @Message("Name")
  String name();

  @Message("Email")
  String email();

  @Message("Registered as number %d.")
  String registeredAs();

  @Message("The mail")
  String letter();

  @Message("The mail is not shown: addresses and names are hidden from viewers.")
  String letterHidden();

  @Message("As it would be written now: its template may have changed since it was sent.")
  String letterNow();

  @Message("Templates")
  String templates();

  @Message("The folder has a fault; the mails stay as they were:")
  String templatesFaulty();

  @Message("Data")
  String sampleData();

  @Message("Show")
  String show();

  @Message("Text")
  String textPart();

  @Message("Headers")
  String headers();

  @Message("Address")
  String testTo();

  @Message("Send me this")
  String sendMeThis();
}
