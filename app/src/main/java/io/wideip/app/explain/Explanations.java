package io.wideip.app.explain;

import io.wideip.app.api.ExplanationReport;
import io.wideip.app.api.ExplanationReport.QuestionReport;
import io.wideip.app.api.LastChange;
import io.wideip.app.api.Operation;
import io.wideip.app.api.OperationCall;
import io.wideip.app.api.OperationFailure;
import io.wideip.config.AddressText;
import io.wideip.config.DomainName;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.orders.Orders;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.xbill.DNS.Type;

/** Explains answers to whoever asks by the API. Thread-safe. */
public final class Explanations {
    private final SnapshotCompiler compiler;
    private final Sources sources;
    private final Orders orders;
    private final Function<DomainName, LastChange> lastChange;

    /** @param lastChange of a wide IP's answers */
    public Explanations(
            SnapshotCompiler compiler, Sources sources, Orders orders, Function<DomainName, LastChange> lastChange) {
        this.compiler = compiler;
        this.sources = sources;
        this.orders = orders;
        this.lastChange = lastChange;
    }

    public Operation<Operation.None, ExplanationReport> operation() {
        return Operation.get(
                        "/explain",
                        "Why a name is answered as it is, to one client or to all.",
                        ExplanationReport.class,
                        this::explain)
                .with("name", "the name that is asked for")
                .with("client", "the address of the client or of its resolver; all clients if not given")
                .with("type", "the type of records; A and AAAA if not given");
    }

    private ExplanationReport explain(OperationCall<Operation.None> call) throws OperationFailure {
        Question question = Question.of(call);
        Merged merged = sources.merged();
        if (merged == null) {
            throw OperationFailure.notReady("the server has read no catalog yet: ask again in a moment");
        }
        ReportWriter writer = new ReportWriter(merged, orders.all(), lastChange);
        List<QuestionReport> questions = new ArrayList<>();
        for (int type : question.types()) {
            questions.add(writer.write(Type.string(type), compiler.explain(question.name(), type, question.client())));
        }
        return new ExplanationReport(
                question.name().text(),
                question.client() == null ? null : AddressText.of(question.client()),
                questions);
    }
}
