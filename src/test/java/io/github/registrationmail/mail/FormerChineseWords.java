package io.github.registrationmail.mail;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;

/** The same in Chinese; no file, because one of the tests hides those of the service. */
@Localized("zh")
interface FormerChineseWords extends FormerWords {

  @Override
  @Message("欢迎您，{name}")
  String subject(String name);

  @Override
  @Message("{name}，您好：")
  String greeting(String name);

  @Override
  @Message("您已成功注册，欢迎加入！")
  String welcome();

  @Override
  @Message("您收到此邮件，是因为有人用这个邮箱地址注册。如果不是您本人操作，请忽略此邮件。")
  String why();
}
