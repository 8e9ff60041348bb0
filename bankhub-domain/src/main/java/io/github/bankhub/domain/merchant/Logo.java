package io.github.bankhub.domain.merchant;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logo of a merchant: a JPG or PNG image of at most 1,048,576 bytes. Only its first bytes and
 * its size are checked; SePay may reject an image for other reasons.
 *
 * <p>Immutable. Two logos are equal if they have the same bytes. Source: page "Upload logo".
 */
public final class Logo implements NoJsonForm {

  /** The maximum size in bytes. */
  public static final int MAX_BYTES = 1_048_576;

  private static final String FIELD = "logo";

  private final transient byte[] bytes;
  private final Format format;

  private Logo(byte[] bytes, Format format) {
    this.bytes = bytes;
    this.format = format;
  }

  /**
   * {@return the logo in a file}
   *
   * @param image the content of the file; it is copied
   * @throws InvalidFieldException if it is null, does not begin as a JPG or PNG image does, or has
   *     more than 1,048,576 bytes
   */
  public static Logo of(byte[] image) {
    String expected = "a JPG or PNG image of at most " + MAX_BYTES + " bytes";
    if (Check.requirePresent(FIELD, image, expected).length > MAX_BYTES) {
      throw new InvalidFieldException(FIELD, "has " + image.length + " bytes", expected);
    }
    return Format.of(image)
        .map(format -> new Logo(image.clone(), format))
        .orElseThrow(
            () -> new InvalidFieldException(FIELD, "is neither a JPG nor a PNG", expected));
  }

  /** {@return a copy of the content of the file} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return the format} */
  public Format format() {
    return format;
  }

  /** {@return the field of the request: {@code logo}, an array of bytes} */
  public Map<String, Object> fields() {
    return Map.of(FIELD, bytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Logo that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** {@return the media type and the size} */
  @Override
  public String toString() {
    return "Logo[" + format.mediaType() + ", " + bytes.length + " bytes]";
  }

  /** The formats of a logo. SePay wants a file name and a media type that agree. */
  public enum Format {
    /** JPEG, by its first three bytes. */
    JPG("image/jpeg", 0xFF, 0xD8, 0xFF),
    /** PNG, by its first eight bytes. */
    PNG("image/png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');

    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // Nothing changes the array.
    private final byte[] start;

    Format(String mediaType, int... start) {
      this.mediaType = mediaType;
      this.start = new byte[start.length];
      for (int i = 0; i < start.length; i++) {
        this.start[i] = (byte) start[i];
      }
    }

    /** {@return the format of an image by its first bytes; empty if it is none of these} */
    public static Optional<Format> of(byte[] image) {
      return Arrays.stream(values()).filter(format -> format.isStartOf(image)).findFirst();
    }

    private boolean isStartOf(byte[] image) {
      return image.length >= start.length
          && Arrays.equals(image, 0, start.length, start, 0, start.length);
    }

    /** {@return the media type, such as {@code image/png}} */
    public String mediaType() {
      return mediaType;
    }

    /** {@return a file name with the extension of the format, such as {@code logo.png}} */
    public String fileName() {
      return "logo." + name().toLowerCase(Locale.ROOT);
    }
  }
}
