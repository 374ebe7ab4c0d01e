// Runs axe and sorts what it found: faults, doubts that a review covers (by the number of the review), and other doubts.
async ({ tags, off, pins }) => {
  const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations", "incomplete"] });
  const element = (target) => {
    let inside = document;
    let at = null;
    for (const step of target) {
      at = inside.querySelector(step);
      inside = at && at.contentDocument ? at.contentDocument : inside;
    }
    return at;
  };
  const each = (results) => results.flatMap((result) => result.nodes.map((node) => ({ rule: result.id, node })));
  const said = ({ rule, node }) => `${rule} ${node.target.join(" ")}: ${(node.failureSummary || node.html).replace(/\s+/g, " ").slice(0, 200)}`;
  const pinned = new Set();
  const unpinned = each(found.incomplete).filter(({ rule, node }) => {
    const covering = pins.findIndex((pin) => pin.rule === rule && element(node.target)?.matches(pin.elements));
    if (covering >= 0) pinned.add(covering);
    return covering < 0;
  });
  return { violations: each(found.violations).map(said), unpinned: unpinned.map(said), pinned: [...pinned] };
}
