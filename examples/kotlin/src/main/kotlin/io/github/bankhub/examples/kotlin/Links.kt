package io.github.bankhub.examples.kotlin

import io.github.bankhub.domain.company.CompanyXid
import io.github.bankhub.domain.event.BankAccountEvent
import io.github.bankhub.domain.event.LinkSessionEvent
import io.github.bankhub.domain.event.LinkTokenEvent
import io.github.bankhub.domain.event.UnknownEvent
import io.github.bankhub.domain.event.WebhookEvent
import io.github.bankhub.domain.failure.BankHubException
import io.github.bankhub.domain.failure.NotFoundException
import io.github.bankhub.domain.failure.UnavailableException
import io.github.bankhub.domain.link.LinkTokenRequest
import io.github.bankhub.domain.port.BankHub
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.runInterruptible
import java.time.Instant

/** A type of the application: domain objects have no JSON form. */
data class LinkPage(val url: String, val expiresAt: Instant?)

fun createLink(hub: BankHub, company: String): LinkPage {
    val token = hub.linkTokens().create(LinkTokenRequest.link(CompanyXid(company)))
    return LinkPage(token.hostedLink().uri().toString(), token.expiry().instant().orElse(null))
}

fun message(failure: BankHubException): String =
    when {
        failure is NotFoundException -> "The company does not exist"
        failure.isTransient -> "Try again later"
        else -> "The request failed"
    }

fun describe(event: WebhookEvent): String =
    when (event) {
        is BankAccountEvent.Linked -> "linked by ${event.linkTokenXid().orElse(null)?.value()}"
        is BankAccountEvent -> "account ${event.bankAccountXid().value()} changed"
        is LinkTokenEvent, is LinkSessionEvent -> "progress"
        is UnknownEvent -> "unknown: ${event.name()}"
    }

suspend fun awaitLink(hub: BankHub, company: String): LinkPage =
    try {
        runInterruptible(Dispatchers.IO) { createLink(hub, company) }
    } catch (e: UnavailableException) {
        currentCoroutineContext().ensureActive() // throws CancellationException after a cancellation
        throw e
    }
