package io.github.bankhub.testkit.page;

/**
 * The reason for which a bank rejects linking or unlinking. Source: the bank interfaces of SePay's
 * older documentation, version 1.0.4. The current pages list no reasons.
 */
public enum BankRejection {
  /** The account is already linked in SePay. */
  ALREADY_LINKED(
      "Số tài khoản này đã được liên kết trước đó", "This account number has been linked before"),
  /** The identification number and the phone number are not registered for the account. */
  IDENTIFICATION_AND_PHONE_UNKNOWN(
      "Số giấy tờ và số điện thoại chưa được đăng ký cho tài khoản này",
      "The identification number and the phone number are not registered for this account"),
  /** The identification number is not registered for the account. */
  IDENTIFICATION_UNKNOWN(
      "Số giấy tờ chưa được đăng ký cho tài khoản này",
      "The identification number is not registered for this account"),
  /** The account does not exist or is locked. */
  ACCOUNT_MISSING_OR_LOCKED(
      "Số tài khoản không tồn tại hoặc đã bị khóa", "The account does not exist or is locked"),
  /** The account belongs to another holder or to a holder of another kind. */
  HOLDER_MISMATCH(
      "Tên chủ tài khoản không khớp", "The account belongs to a holder of another kind"),
  /** The phone number is not registered for the account. */
  PHONE_UNKNOWN(
      "Số điện thoại chưa được đăng ký cho tài khoản này",
      "The phone number is not registered for this account"),
  /** There are too many requests: the user must wait two minutes. */
  TOO_MANY_REQUESTS(
      "Quá nhiều yêu cầu, vui lòng thử lại sau 2 phút",
      "Too many requests: try again in two minutes"),
  /** The one-time password is wrong or has expired. */
  OTP_WRONG("Mã OTP không đúng hoặc đã hết hạn", "The one-time password is wrong or has expired"),
  /** The bank is busy. */
  BANK_BUSY("Hệ thống ngân hàng đang bận", "The bank's system is busy"),
  /** The account is not linked, so it cannot be unlinked. */
  NOT_LINKED("Tài khoản chưa được liên kết", "The account is not linked");

  private final String vietnamese;
  private final String english;

  BankRejection(String vietnamese, String english) {
    this.vietnamese = vietnamese;
    this.english = english;
  }

  /**
   * {@return the message that the page shows, a sentence without a full stop}
   *
   * @param language {@code en} for English; any other language gives Vietnamese
   */
  public String text(String language) {
    return language.equals("en") ? english : vietnamese;
  }
}
