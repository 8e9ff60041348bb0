package io.github.bankhub.examples.fleet;

import java.io.IOException;

/** The running server of an engine. */
interface EngineServer extends AutoCloseable {

  /** {@return what {@link Engine#connect} needs} */
  String address();

  @Override
  void close() throws IOException;
}
