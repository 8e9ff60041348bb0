/** The service behind the ports: its data, its operations and its faults. Knows no HTTP. */
@NullMarked
package io.github.bankhub.testkit.internal.service;

import org.jspecify.annotations.NullMarked;
