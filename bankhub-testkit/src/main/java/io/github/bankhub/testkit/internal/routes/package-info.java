/** The HTTP routes of the offline Bank Hub: API, hosted pages, assets, demo and control. */
@NullMarked
package io.github.bankhub.testkit.internal.routes;

import org.jspecify.annotations.NullMarked;
