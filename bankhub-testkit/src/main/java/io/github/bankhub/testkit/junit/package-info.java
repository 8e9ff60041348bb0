/** The offline Bank Hub for JUnit Jupiter. */
@NullMarked
package io.github.bankhub.testkit.junit;

import org.jspecify.annotations.NullMarked;
