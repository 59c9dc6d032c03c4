export const panel = {
  'wall.title': 'Wall panel',
  'wall.leave': 'Leave the panel view',
  'wall.wake': 'Wake the panel',
  'find.title': 'Find',
  'find.hint': 'A device, a room or a page',
  'find.none': 'Nothing is called that',
  'app.newVersion': 'A new version is ready',
  'app.reload': 'Use it now',
} as const;
