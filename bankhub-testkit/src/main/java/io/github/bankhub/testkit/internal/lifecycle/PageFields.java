package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps a page's view to the fields of a JSON object, and back. */
public final class PageFields {

  private PageFields() {}

  public static Map<String, @Nullable Object> of(PageView view) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("link_token_xid", view.linkToken().value());
    fields.put("purpose", view.purpose().name());
    fields.put("step", view.step().name());
    fields.put("company", view.company());
    fields.put("language", view.language());
    fields.put("mobile_app", view.mobileApp());
    fields.put("rejection", view.rejection().map(BankRejection::name).orElse(null));
    fields.put("bank", view.bank().map(BrandName::value).orElse(null));
    fields.put("account_type", view.accountType().map(AccountType::value).orElse(null));
    fields.put("account_number", view.accountNumber().map(AccountNumber::value).orElse(null));
    fields.put("holder", view.holder().orElse(null));
    fields.put("redirect", view.redirect().orElse(null));
    return fields;
  }

  public static PageView read(Map<String, ?> fields) {
    return new PageView(
        new LinkTokenXid(text(fields, "link_token_xid")),
        Purpose.parse(text(fields, "purpose")),
        PageStep.valueOf(text(fields, "step")),
        text(fields, "company"),
        text(fields, "language"),
        Boolean.TRUE.equals(fields.get("mobile_app")),
        value(fields, "rejection", BankRejection::valueOf),
        value(fields, "bank", BrandName::new),
        value(fields, "account_type", AccountType::new),
        value(fields, "account_number", AccountNumber::new),
        value(fields, "holder", holder -> holder),
        value(fields, "redirect", redirect -> redirect));
  }

  private static String text(Map<String, ?> fields, String name) {
    return value(fields, name, text -> text)
        .orElseThrow(() -> new IllegalArgumentException("a page's view has no " + name));
  }

  private static <T> Optional<T> value(
      Map<String, ?> fields, String name, Function<String, T> made) {
    return Optional.ofNullable((String) fields.get(name)).map(made);
  }
}
