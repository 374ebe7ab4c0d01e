const answer = await fetch("{{ base }}/api/v1/trees/{{ tree }}/walk?lang={{ lang }}");
const found = await answer.json();
if (!answer.ok) throw new Error(found.detail);
console.log(found.next.ask, found.next.options.map((option) => option.label), found.notice);
