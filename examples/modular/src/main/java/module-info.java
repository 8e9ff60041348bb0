/** An application that is a Java module. */
module io.github.bankhub.examples.modular {
  requires io.github.bankhub.feign;
}
