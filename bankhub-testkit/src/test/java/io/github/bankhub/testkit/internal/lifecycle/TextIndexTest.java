package io.github.bankhub.testkit.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextIndexTest {

  private record Element(String text, int number) {}

  private final TextIndex<Element> index = new TextIndex<>(Element::text);

  @Test
  void an_element_replaces_one_with_its_text() {
    Element old = new Element("a", 1);
    Element replacement = new Element("a", 2);
    index.put(old);
    index.put(replacement);
    index.remove(old);
    assertThat(index.get("a")).isSameAs(replacement);
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void an_index_finds_what_a_map_finds() {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Element> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      // It grows at first, and then as many are removed as are added.
      Element element = new Element(text(random.nextInt(1_000)), i);
      if (i < 2_000 || random.nextBoolean()) {
        index.put(element);
        expected.put(element.text(), element);
      } else if (expected.containsKey(element.text())) {
        index.remove(expected.remove(element.text()));
      }
      assertThat(index.size()).isEqualTo(expected.size());
    }
    assertThat(expected).isNotEmpty();
    for (int number = 0; number < 1_000; number++) {
      assertThat(index.get(text(number))).isSameAs(expected.get(text(number)));
    }
  }

  /** Each hash belongs to eight texts, because Aa and BB have the same. */
  private static String text(int number) {
    String bits = "00" + Integer.toBinaryString(number);
    return bits.substring(bits.length() - 3).replace("0", "Aa").replace("1", "BB") + number / 8;
  }
}
