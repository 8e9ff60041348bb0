/** Sending one HTTP request with Apache HttpClient, within its deadline. */
@NullMarked
package io.github.bankhub.feign.internal.http;

import org.jspecify.annotations.NullMarked;
