package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import feign.Request;
import feign.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A random response, mostly a damaged one of Bank Hub or its firewall. Some contain secrets of the
 * test.
 *
 * @param path the path of the request
 * @param direct whether the test requests an access token, and not a link token
 * @param status the HTTP status
 * @param headers the headers
 * @param body the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record AnyResponse(
    String path, boolean direct, int status, Map<String, Collection<String>> headers, byte[] body) {

  static final String CLIENT_SECRET = "cl1ent-s3cret/of+the=run";
  static final String ACCESS_TOKEN = "0a1b2c3d4e5f6071829304a5b6c7d8e9f0a1b2c3";
  static final String LINK_TOKEN = "0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b";
  static final String HOSTED_LINK = "https://bankhub.sepay.vn/link/" + LINK_TOKEN + "?k=h1dden";
  static final String ACCOUNT = "0011223344556";

  private static final int MAX_LENGTH = 1 << 20;
  private static final String FETCHED =
      "{\"code\": 201, \"access_token\": \"" + ACCESS_TOKEN + "\", \"ttl\": 60000}";
  private static final String CREATED =
      "{\"xid\": \"lt-1\", \"hosted_link_url\": \""
          + HOSTED_LINK
          + "\", \"link_token\": \""
          + LINK_TOKEN
          + "\", \"expires_at\": \"2026-01-31 10:30:00\"}";
  private static final int[] USUAL = {
    200, 201, 202, 204, 301, 400, 401, 403, 404, 405, 408, 409, 422, 429, 500, 502, 503, 504, 521
  };

  private static final String[] DOCUMENTS = {
    "{'xid':§,'hosted_link_url':§,'link_token':§,'expires_at':§}",
    "{'code':201,'data':{'xid':§,'hosted_link_url':§,'link_token':§,'expires_at':§}}",
    "{'code':§,'access_token':§,'ttl':§}",
    "{'data':{'access_token':§,'ttl':§}}",
    "{'code':§,'message':§,'errors':{'purpose':§,'company_xid':§}}",
    "{'status':§,'error':§,'messages':{'bank_account_xid':§,§:§}}",
    "{'message':§,'errors':{'purpose':[§,§],'company_xid':§}}",
    "{'messages':{'company_xid':§,'error':§}}",
    "{'code':0,'message':§,'status':0,'error':§,'account_number':§}",
    "{'error':§,'error_description':§,'trace':§}",
    "{'messages':§,'errors':[§,§]}",
    "[§,§]",
    "§",
  };

  private static final String[] RIGHT = {
    "'lt-1'",
    "'" + HOSTED_LINK + "'",
    "'" + LINK_TOKEN + "'",
    "'2026-01-31 10:30:00'",
    "'" + ACCESS_TOKEN + "'",
    "60000",
    "400",
    "'Validation error'",
    "'Tài khoản không tồn tại'",
    "null",
  };

  private static final String[] WRONG = {
    "null",
    "true",
    "{}",
    "[]",
    "[[[]]]",
    "{'a':{'b':[1,{'c':null}]}}",
    "''",
    "'   '",
    "-0",
    "-1",
    "0.5",
    "1e300",
    "-1e300",
    "1e999999999",
    "1e-999999999",
    "'1e999999999'",
    "'1e-999999999'",
    "'1e99999999999999999999'",
    "123456789012345678901234567890123456789012345678901234567890",
    "1769830200",
    "NaN",
    "'NaN'",
    "'\\u0000'",
    "'\\ud800'",
    "'\\udc00\\ud800'",
    "'\ud83d\ude00'",
    "'a\\nb'",
    "'\\",
    "'https://'",
    "'javascript:alert(1)'",
    "'" + ACCOUNT + "'",
    ACCOUNT,
    "'Bearer " + ACCESS_TOKEN + "'",
    "'" + ACCESS_TOKEN + "'",
    "'" + ACCESS_TOKEN.replace("0", "\\u0030") + "'",
    "'" + CLIENT_SECRET + "'",
    "'" + CLIENT_SECRET.replace("/", "\\/") + "'",
    "'" + CLIENT_SECRET.replace("s", "\\u0073") + "'",
    "'Basic " + AnyResponseTest.BASIC + "'",
    "'<p>Ray ID: <b>" + ACCESS_TOKEN + "</b> Your IP: " + ACCESS_TOKEN + "</p>'",
  };

  private static final String[] PAGES = {
    "<!DOCTYPE html><html><body>Cloudflare Ray ID: <strong>8f1a2b3c4d5e6f70</strong>"
        + "<span>Your IP: <span id=\"ip\">203.0.113.7</span></span>"
        + "<pre>Authorization: Bearer "
        + ACCESS_TOKEN
        + "</pre></body></html>",
    "<html>Ray ID: " + ACCESS_TOKEN + " Your IP address: 2001:db8::1</html>",
    "<html><pre>Authorization: Basic " + AnyResponseTest.BASIC + "</pre>502 Bad Gateway</html>",
    "Bearer " + ACCESS_TOKEN,
    "<Error><Message>" + CLIENT_SECRET + "</Message></Error>",
  };

  private static final String[] TYPES = {
    "application/json",
    "application/json; charset=utf-8",
    "text/html",
    "TEXT/HTML; charset=UTF-8",
    "text/html; charset=bogus",
    ";;=",
    "",
    "application/problem+json",
  };

  private static final String[] WAITS = {
    "0",
    "1",
    "3600",
    "999999999",
    "9999999999",
    "-1",
    "1.5",
    " 7 ",
    "",
    "soon",
    "٣",
    "Sat, 31 Jan 2026 04:30:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Sat, 1 Jan 0000 00:00:00 GMT",
    "Sun, 31 Jan 2026 04:30:00 GMT",
    "2026-01-31T04:30:00Z",
    ACCESS_TOKEN,
  };

  static AnyResponse from(Random random) {
    boolean token = random.nextInt(3) == 0;
    return new AnyResponse(
        token ? ScriptedClient.TOKEN : ScriptedClient.CREATE,
        token && random.nextBoolean(),
        status(random),
        headers(random),
        body(random, token ? FETCHED : CREATED));
  }

  Response to(Request request) {
    return Response.builder().request(request).status(status).headers(headers).body(body).build();
  }

  private static int status(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> 100 + random.nextInt(900);
      case 1, 2, 3, 4 -> 200 + random.nextInt(400);
      case 5, 6, 7 -> 201;
      default -> USUAL[random.nextInt(USUAL.length)];
    };
  }

  private static Map<String, Collection<String>> headers(Random random) {
    Map<String, Collection<String>> headers = new TreeMap<>();
    if (random.nextInt(8) > 0) {
      headers.put("content-type", List.of(one(random, TYPES)));
    }
    if (random.nextInt(4) == 0) {
      headers.put("Retry-After", List.of(one(random, WAITS), one(random, WAITS)));
    }
    if (random.nextInt(8) == 0) {
      headers.put("CF-RAY", List.of(one(random, "8f1a2b3c4d5e6f70-SIN", ACCESS_TOKEN, "\n", "")));
    }
    if (random.nextInt(16) == 0) {
      headers.put("cf-mitigated", List.of("challenge"));
    }
    if (random.nextInt(16) == 0) {
      headers.put("Content-Encoding", List.of(one(random, "gzip", "br", "rot13", "")));
    }
    if (random.nextInt(32) == 0) {
      headers.put("Location", List.of("https://evil.example/?" + ACCESS_TOKEN));
      headers.put("Set-Cookie", List.of());
    }
    return headers;
  }

  private static byte[] body(Random random, String right) {
    if (random.nextInt(20_000) == 0) {
      return huge(random).getBytes(UTF_8);
    }
    int kind = random.nextInt(1000);
    if (kind < 2) {
      return deep(random).getBytes(UTF_8);
    }
    if (kind < 60) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      return bytes;
    }
    if (kind < 300) {
      return bytes(random, spoilt(random, right));
    }
    return bytes(random, spoilt(random, kind < 450 ? one(random, PAGES) : document(random)));
  }

  private static String document(Random random) {
    String[] parts =
        (random.nextInt(3) == 0 ? DOCUMENTS[random.nextInt(4)] : one(random, DOCUMENTS))
            .split("§", -1);
    StringBuilder text = new StringBuilder(parts[0]);
    int wrong = random.nextInt(6);
    for (int i = 1; i < parts.length; i++) {
      text.append(random.nextInt(6) < wrong ? one(random, WRONG) : one(random, RIGHT));
      text.append(parts[i]);
    }
    return text.toString().replace('\'', '"');
  }

  /** The same text with up to three parts lost, doubled, or replaced. */
  private static String spoilt(Random random, String text) {
    String spoilt = text;
    for (int left = random.nextInt(7) - 3; left > 0 && !spoilt.isEmpty(); left--) {
      int from = random.nextInt(spoilt.length());
      int to = from + random.nextInt(Math.min(spoilt.length() - from, 40) + 1);
      String part = spoilt.substring(from, to);
      String instead =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> part + part;
            case 2 -> one(random, WRONG).replace('\'', '"');
            default -> String.valueOf((char) random.nextInt(0x10000)).repeat(random.nextInt(3));
          };
      spoilt = spoilt.substring(0, from) + instead + spoilt.substring(to);
    }
    return spoilt;
  }

  private static byte[] bytes(Random random, String text) {
    byte[] bytes =
        switch (random.nextInt(40)) {
          case 0 -> ("\ufeff" + text).getBytes(UTF_8);
          case 1 -> text.getBytes(UTF_16);
          default -> text.getBytes(UTF_8);
        };
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String deep(Random random) {
    int depth = random.nextBoolean() ? 10_000 : 900;
    Function<String, String> nested =
        core -> one(random, "[", "{\"a\":", "[1,").repeat(depth) + core;
    return switch (random.nextInt(4)) {
      case 0 -> nested.apply("");
      case 1 -> "[".repeat(depth) + "1" + "]".repeat(depth);
      case 2 -> "{\"message\":" + "[".repeat(depth) + "\"x\"" + "]".repeat(depth) + "}";
      default -> {
        String expiry = "[".repeat(depth) + "]".repeat(depth) + "}";
        yield ScriptedClient.CREATED.replace("\"2026-01-31 10:30:00\"}", expiry);
      }
    };
  }

  /** Up to the limit and just over it; and what makes a careless pattern or parser slow. */
  private static String huge(Random random) {
    int length = MAX_LENGTH - 100 + random.nextInt(200);
    String unit =
        one(
            random,
            "9",
            "a",
            " ",
            "\\",
            "\"",
            "<",
            "<b> ",
            "Bearer ",
            "Ray ID: <",
            "Your IP: 1",
            "{\"access_token\":",
            "\"access_token\":\"\\",
            "{\"errors\":[",
            "1.1.",
            "\n");
    String filler = unit.repeat(length / unit.length());
    return switch (random.nextInt(4)) {
      case 0 -> filler;
      case 1 -> "{\"message\":\"" + filler.replace("\"", "") + "\"}";
      case 2 -> "<html>Ray ID: Your IP: " + filler;
      default -> "{\"errors\":{" + "\"a\":\"b\",".repeat(length / 8) + "\"c\":\"d\"}}";
    };
  }

  @SafeVarargs
  private static <T> T one(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Returns all that is needed to see it again. */
  @Override
  public String toString() {
    String text = new String(body, UTF_8);
    String shown = text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    return "%s%s, HTTP %d %s, %d bytes: %s"
        .formatted(path, direct ? " itself" : "", status, headers, body.length, shown);
  }
}
