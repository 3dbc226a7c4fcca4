package io.github.registrationmail.smtp;

/** Whose fault it is that a mail was not accepted, and so what follows. */
enum Fault {
  /** Nobody's: the mail was accepted. */
  NONE,
  /** The mail server's: it gets less for a while; the mail goes back in line, nothing counted. */
  SERVER,
  /** Ours, such as a wrong password: sending pauses until a person has had time to mend it. */
  OURS,
  /** This mail's, for now: tried again by its timetable. */
  MAIL,
  /** This mail's: the server wants to see it again, but not soon. */
  GREYLISTED,
  /** This recipient's or this text's, for good. */
  FOR_GOOD,
  /** This mail's, unless several recipients in a row get the same: then it is the server's. */
  AMBIGUOUS,
  /** Nobody can tell whether the server has the mail. */
  IN_DOUBT
}
