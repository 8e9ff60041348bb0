package io.github.bankhub.examples.kotlin

import io.github.bankhub.domain.failure.NotFoundException
import io.github.bankhub.domain.link.HostedLink
import io.github.bankhub.domain.port.BankHub
import io.github.bankhub.feign.FeignBankHub
import io.github.bankhub.feign.settings.BankHubSettings
import io.github.bankhub.testkit.BankHubServer
import io.github.bankhub.testkit.Control
import io.github.bankhub.testkit.WebhookInbox
import io.github.bankhub.testkit.fault.FaultScenario
import io.github.bankhub.testkit.junit.BankHubTest
import io.github.bankhub.testkit.junit.Transport
import io.github.bankhub.testkit.sample.SandboxAccount
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Duration

@BankHubTest(Transport.HTTP)
class LinksTest {

    @Test
    fun `a user links an account`(hub: BankHub, control: Control, inbox: WebhookInbox) {
        val page = createLink(hub, control.addCompany("CONG TY TNHH ABC").value())
        control.hostedPage(HostedLink.of(page.url)).linkSuccessfully(SandboxAccount.all().first())
        control.webhooks().awaitDeliveries()

        assertEquals(control.clock().instant() + Duration.ofMinutes(30), page.expiresAt)
        val token = inbox.events().first().linkTokenXid().orElse(null)
        assertNotNull(token)
        assertEquals("linked by ${token?.value()}", inbox.events().map(::describe).last { it != "progress" })
    }

    @Test
    fun `a failure says what to do`(hub: BankHub) {
        val failure = assertThrows(NotFoundException::class.java) { createLink(hub, "unknown") }

        assertEquals("The company does not exist", message(failure))
    }

    @Test
    fun `a coroutine creates a link`(hub: BankHub, control: Control) {
        val company = control.addCompany("CONG TY TNHH ABC").value()

        assertTrue(runBlocking { awaitLink(hub, company) }.url.contains("/"))
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    @Test
    fun `cancelling a coroutine ends its call`(server: BankHubServer, control: Control) {
        control.inject(FaultScenario.STALL_BEFORE_RESPONSE.always())
        val company = control.addCompany("CONG TY TNHH ABC").value()
        val started = CompletableDeferred<Unit>()
        val hub =
            FeignBankHub.builder(BankHubSettings.of(server.environment(), control.credentials()))
                .headers { emptyMap<String, String>().also { started.complete(Unit) } }
                .build()

        runBlocking {
            val call = async(SupervisorJob()) { awaitLink(hub, company) }
            started.await()
            call.cancelAndJoin()

            assertInstanceOf(CancellationException::class.java, call.getCompletionExceptionOrNull())
        }
        hub.close()
    }
}
