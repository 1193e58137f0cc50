"""The rows of this app, by subject."""

from certificates.models.batches import Batch, BatchItem
from certificates.models.decisions import Decision, Recommendation, RecommendationStep
from certificates.models.documents import Certificate, CertificateEvent, NumberSeries, RevocationProposal, SigningKey
from certificates.models.task_forces import Picture, Signatory, TaskForce

__all__ = [
    "Batch",
    "BatchItem",
    "Certificate",
    "CertificateEvent",
    "Decision",
    "NumberSeries",
    "Picture",
    "Recommendation",
    "RecommendationStep",
    "RevocationProposal",
    "Signatory",
    "SigningKey",
    "TaskForce",
]
