"""The look: base templates, components, charts, drafts and how a refusal is told to people."""
